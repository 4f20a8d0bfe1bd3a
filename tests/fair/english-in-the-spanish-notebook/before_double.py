# Here I solve the first exercise: twice a number
