from grader.en import check, hint, progress
