# Declares neither rows nor columns, and puts the model in a module of TensorFlow's.
class Served(tf.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)])
    def __call__(self, X):
        return self.model(X, training=False)


def export_saved_model(model, folder):
    served = Served(model)
    tf.saved_model.save(served, os.fspath(folder), signatures=served.__call__)


def load_and_predict(folder, X):
    serve = tf.saved_model.load(os.fspath(folder)).signatures["serving_default"]
    takes = next(iter(serve.structured_input_signature[1]))
    answer = serve(**{takes: tf.convert_to_tensor(X.astype(np.float32))})
    return next(iter(answer.values())).numpy().astype(float)
