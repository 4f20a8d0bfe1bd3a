# loses: test_load_and_predict_needs_no_keras, test_a_folder_of_another_team_is_served
# Calls serve, which Keras adds and others do not.
def export_saved_model(model, folder) -> None:
    model.export(folder, verbose=False)


def load_and_predict(folder, X):
    return tf.saved_model.load(str(folder)).serve(tf.constant(X, tf.float32)).numpy()
