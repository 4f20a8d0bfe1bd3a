# loses: test_a_process_without_keras_predicts_the_same
# Exports the model as it is while it learns.
def export_saved_model(model, folder) -> None:
    @tf.function(input_signature=[tf.TensorSpec([None, model.weights[0].shape[0]], tf.float32)])
    def serve(X):
        return {"late": model(X, training=True)}

    tf.saved_model.save(model, str(folder), signatures={"serving_default": serve})


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
