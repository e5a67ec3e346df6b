import ts from 'typescript';

/**
 * What functions do with variables around them. The checker can only look for state that a model keeps in one; in its source
 * it can be seen.
 */

/** Something that could carry state from one run of a function to another. */
export interface Carried {
  /** File and line. */
  readonly where: string;
  readonly what: string;
}

/** Methods that change what they are called on. */
const CHANGING = /^(add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;

/**
 * Where a function in one of these files assigns to a variable of a function or a module around it, reads one that is
 * assigned to after its declaration, or changes what one holds. What it is given as a parameter is not around it.
 */
export function carriedIn(files: Readonly<Record<string, string>>): Carried[] {
  const host = ts.createCompilerHost({});
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (name) => name in files || fileExists(name);
  host.readFile = (name) => files[name] ?? readFile(name);
  host.getSourceFile = (name, options) =>
    name in files ? ts.createSourceFile(name, files[name], options, true) : getSourceFile(name, options);
  const names = Object.keys(files);
  const options = { noLib: true, noResolve: true, allowImportingTsExtensions: true, noEmit: true };
  const program = ts.createProgram(names, options, host);
  const checker = program.getTypeChecker();
  const sources = names.map((name) => program.getSourceFile(name) as ts.SourceFile);

  const assigned = new Set<ts.Symbol>();
  for (const source of sources)
    walk(source, (node) => {
      const symbol = ts.isIdentifier(node) && isAssigned(node) && variableOf(node);
      if (symbol) assigned.add(symbol);
    });

  const found: Carried[] = [];
  for (const source of sources)
    walk(source, (node) => {
      if (!ts.isIdentifier(node)) return;
      const symbol = variableOf(node);
      if (!symbol || functionOf(node) === functionOf(symbol.valueDeclaration as ts.Node)) return;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const add = (what: string) => found.push({ where: `${source.fileName}:${line + 1}`, what });
      if (isAssigned(node)) add(`assigns to ${node.text}`);
      else if (assigned.has(symbol)) add(`reads ${node.text}, which is assigned to`);
      else if (!isParameter(symbol) && isChanged(node)) add(`changes what ${node.text} holds`);
    });
  return found;

  /** The variable or parameter that an identifier stands for, if it is one of these files'. */
  function variableOf(node: ts.Identifier): ts.Symbol | undefined {
    const parent = node.parent;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(node);
    const declaration = symbol?.valueDeclaration;
    const isOne =
      declaration &&
      (ts.isVariableDeclaration(declaration) ||
        ts.isParameter(declaration) ||
        ts.isBindingElement(declaration));
    return isOne && declaration.name !== node ? symbol : undefined;
  }
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The function that a node is in; a parameter is in the function that it is of. */
function functionOf(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}

function isParameter({ valueDeclaration }: ts.Symbol): boolean {
  const declaration = valueDeclaration as ts.Node;
  return (
    ts.findAncestor(
      declaration,
      (node) => ts.isParameter(node) || (ts.isVariableDeclaration(node) && 'quit'),
    ) !== undefined
  );
}

const isAssignment = ({ kind }: ts.Node): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** Whether this node is given a value. */
function isAssigned(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent.operatorToken);
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  return ts.isArrayLiteralExpression(parent) && isAssigned(parent);
}

/** Whether what this identifier holds is changed: a part of it is given a value, or a method is called that changes it. */
function isChanged(node: ts.Node): boolean {
  let whole: ts.Node = node;
  while (
    (ts.isPropertyAccessExpression(whole.parent) || ts.isElementAccessExpression(whole.parent)) &&
    whole.parent.expression === whole
  ) {
    whole = whole.parent;
    const isCalled = ts.isCallExpression(whole.parent) && whole.parent.expression === whole;
    if (isCalled && ts.isPropertyAccessExpression(whole) && CHANGING.test(whole.name.text)) return true;
  }
  return whole !== node && (isAssigned(whole) || ts.isDeleteExpression(whole.parent));
}
