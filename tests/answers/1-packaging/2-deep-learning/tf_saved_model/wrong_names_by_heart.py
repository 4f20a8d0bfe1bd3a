# loses: test_a_folder_of_another_team_is_served
# Knows by heart the names that one tool gives.
def export_saved_model(model, folder) -> None:
    model.export(folder, verbose=False)


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    return signature(args_0=tf.constant(X, tf.float32))["output_0"].numpy()
