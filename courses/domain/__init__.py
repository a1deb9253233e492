"""What can be done to courses, enrolments and facts."""
