def chunks_of(memmap, rows):
    for start in range(0, memmap.shape[0], rows):
        print("rows from", start)
        yield np.array(memmap[start : start + rows])


def predict_in_chunks(model, memmap, rows):
    predictions = []
    for chunk in chunks_of(memmap, rows):
        predictions.extend(model.predict(chunk))
    return np.array(predictions)
