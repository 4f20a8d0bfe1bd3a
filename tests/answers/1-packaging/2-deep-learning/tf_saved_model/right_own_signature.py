# Writes the signature itself, with TensorFlow alone, and names input and output.
def export_saved_model(model, folder: str | Path) -> None:
    columns = next(iter(model.weights)).shape[0]
    rows = tf.TensorSpec([None, columns], tf.float32, name="orders")

    @tf.function(input_signature=[rows])
    def serving_default(orders):
        return {"prediction": model(orders, training=False)}

    tf.saved_model.save(model, str(folder), signatures={"serving_default": serving_default})
    print("written to", folder)


def load_and_predict(folder, X):
    loaded = tf.saved_model.load(str(folder))
    signature = loaded.signatures[tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY]
    takes = list(signature.structured_input_signature[1])[0]
    gives = list(signature.structured_outputs)[0]
    return np.asarray(signature(**{takes: np.asarray(X, dtype=np.float32)})[gives])
