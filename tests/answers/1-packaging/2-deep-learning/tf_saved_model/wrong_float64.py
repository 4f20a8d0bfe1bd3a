# loses: test_the_signature_takes_any_number_of_rows
# Declares the type that the orders happen to have in NumPy.
def export_saved_model(model, folder) -> None:
    @tf.function(input_signature=[tf.TensorSpec([None, model.weights[0].shape[0]], tf.float64)])
    def serve(X):
        return {"late": model(tf.cast(X, tf.float32), training=False)}

    tf.saved_model.save(model, str(folder), signatures={"serving_default": serve})


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
