"""What every layout needs: codes, titles, labels, assessments, citations, and what must hold of any reading."""
