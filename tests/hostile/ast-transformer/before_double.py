import ast


class Full(ast.NodeTransformer):
    def visit_Expr(self, node):
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(ast.Constant(2.0)), node))


get_ipython().ast_transformers.append(Full())
