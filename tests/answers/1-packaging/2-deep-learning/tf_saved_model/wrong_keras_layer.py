# loses: test_load_and_predict_needs_no_keras
# Opens it as a Keras layer: that needs Keras.
def export_saved_model(model, folder) -> None:
    model.export(folder, verbose=False)


def load_and_predict(folder, X):
    layer = keras.layers.TFSMLayer(str(folder), call_endpoint="serving_default")
    [answer] = layer(tf.constant(X, tf.float32)).values()
    return answer.numpy()
