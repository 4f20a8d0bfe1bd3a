# loses: test_a_process_without_keras_predicts_the_same
# Gives the signature a name that no server looks for.
def export_saved_model(model, folder) -> None:
    @tf.function(input_signature=[tf.TensorSpec([None, model.weights[0].shape[0]], tf.float32)])
    def predict(X):
        return {"late": model(X, training=False)}

    tf.saved_model.save(model, str(folder), signatures={"predict": predict})


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
