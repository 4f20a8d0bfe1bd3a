// Groovy's own reading of each file: its tree as JSON, or why it refuses it. Nothing of a file is run.
import groovy.json.JsonOutput
import org.codehaus.groovy.ast.expr.*
import org.codehaus.groovy.ast.stmt.*
import org.codehaus.groovy.control.*

def value(e) {
  if (e instanceof ConstantExpression && e.value instanceof String) return e.value
  return [code: e.class.simpleName]
}

def statements(block) {
  block.collect { s -> s instanceof ExpressionStatement ? told(s.expression) : [code: s.class.simpleName] }
}

def told(e) {
  if (e instanceof BinaryExpression && e.operation.text == '=') return [name: e.leftExpression.text, values: [value(e.rightExpression)]]
  if (e instanceof VariableExpression) return [name: e.name]
  if (!(e instanceof MethodCallExpression)) return [code: e.class.simpleName]
  def found = [name: e.methodAsString]
  def given = e.arguments instanceof TupleExpression ? e.arguments.expressions : [e.arguments]
  given.each { a ->
    if (a instanceof ClosureExpression) found.block = statements(a.code.statements)
    else if (a instanceof MapExpression) found.named = a.mapEntryExpressions.collectEntries { [it.keyExpression.text, value(it.valueExpression)] }
    else found.values = (found.values ?: []) + [value(a)]
  }
  return found
}

def results = args.collect { path ->
  def unit = new CompilationUnit()
  unit.addSource(new File(path))
  try {
    unit.compile(Phases.CONVERSION)
    return [tree: statements(unit.AST.modules[0].statementBlock.statements)]
  } catch (CompilationFailedException refused) {
    return [refused: refused.message]
  }
}
println JsonOutput.toJson(results)
