import torch


def double(x):
    return (2 * torch.as_tensor(x, dtype=torch.float64)).numpy()
