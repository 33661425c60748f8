import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '../../../..');
const SHIPPED = ['core', 'nodes', 'credentials'];

/** A regular expression of the code, and its location. */
interface ShippedExpression {
	where: string;
	expression: RegExp;
}

/** Every regular expression that ships: literals, and those compiled from a string at run time. */
export function shippedExpressions(): ShippedExpression[] {
	return SHIPPED.flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.flatMap((file) => expressionsIn(path.join(folder, file))),
	);
}

function expressionsIn(file: string): ShippedExpression[] {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	const found: ShippedExpression[] = [];
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const visit = (node: ts.Node): void => {
		const expression = expressionOf(node);
		if (expression) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			found.push({ where: `${file}:${line + 1}`, expression });
		}
		node.forEachChild(visit);
	};
	visit(source);
	return found;
}

function expressionOf(node: ts.Node): RegExp | undefined {
	if (ts.isRegularExpressionLiteral(node)) {
		const end = node.text.lastIndexOf('/');
		return new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
	}
	const isMade =
		(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
		node.expression.getText() === 'RegExp';
	if (!isMade) return undefined;
	const [pattern, flags] = node.arguments ?? [];
	return new RegExp(textOf(pattern), flags ? textOf(flags) : '');
}

/** The source of a pattern; a number replaces a part that is only known at run time. */
function textOf(node: ts.Expression | undefined): string {
	if (node && ts.isStringLiteralLike(node)) return node.text;
	if (node && ts.isTemplateExpression(node)) {
		return node.templateSpans.reduce(
			(text, { literal }) => `${text}12${literal.text}`,
			node.head.text,
		);
	}
	throw new Error(
		`What is the pattern of ${node?.parent.getText() ?? 'this'}? Teach this test to read it.`,
	);
}
