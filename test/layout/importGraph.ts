import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The imports: each key imports each member of its value. */
export type Graph = Map<string, Set<string>>;

/** Folders that hold no sources of the repository. */
const PASSED_OVER = ['node_modules', 'dist', 'coverage', 'artifacts'];

/** All TypeScript files below a folder, as paths from `root`. */
export function sourcesBelow(root: string, folder = ''): string[] {
	return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const name = path.posix.join(folder, entry.name);
		if (entry.isFile()) return name.endsWith('.ts') ? [name] : [];
		const passed = PASSED_OVER.includes(entry.name) || entry.name.startsWith('.');
		return entry.isDirectory() && !passed ? sourcesBelow(root, name) : [];
	});
}

/**
 * Everything that a source imports by a literal path: values and types, with `import`,
 * `export … from`, `import x = require()`, `import()` (also as a type) and `require()`.
 */
export function specifiersIn(text: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const specifier = specifierOf(node);
		if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
	return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
	if (ts.isExternalModuleReference(node)) return node.expression;
	if (ts.isImportTypeNode(node)) {
		return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
	}
	if (!ts.isCallExpression(node)) return undefined;
	const { expression } = node;
	const imports =
		expression.kind === ts.SyntaxKind.ImportKeyword ||
		(ts.isIdentifier(expression) && expression.text === 'require');
	return imports ? node.arguments[0] : undefined;
}

/** Which of the files imports which; packages, JSON and JavaScript are left out. */
export function importsAmong(root: string, files: string[]): Graph {
	return new Map(
		files.map((file) => {
			const text = readFileSync(path.join(root, file), 'utf8');
			const targets = specifiersIn(text)
				.filter((specifier) => specifier.startsWith('.'))
				.map((specifier) => path.posix.join(path.posix.dirname(file), specifier))
				.map((target) => [`${target}.ts`, `${target}/index.ts`, target])
				.map((candidates) =>
					candidates.find((one) => one.endsWith('.ts') && existsSync(path.join(root, one))),
				)
				.filter((target) => target !== undefined);
			return [file, new Set(targets)];
		}),
	);
}

/** The imports among the files of a folder, at any depth. */
export function importsWithin(graph: Graph, folder: string): Graph {
	const isWithin = (file: string) => folder === '' || file.startsWith(`${folder}/`);
	return new Map(
		[...graph]
			.filter(([file]) => isWithin(file))
			.map(([file, targets]) => [file, new Set([...targets].filter(isWithin))]),
	);
}

/** All folders of the files, at any depth; `''` is the root. */
export function foldersOf(graph: Graph): string[] {
	const folders = new Set(['']);
	for (const file of graph.keys()) {
		const parts = file.split('/');
		for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
	}
	return [...folders];
}

/** The same graph between the results of `of` for each file, such as its folder. */
export function contracted(graph: Graph, of: (file: string) => string): Graph {
	const result: Graph = new Map();
	for (const [file, targets] of graph) {
		const source = of(file);
		const others = [...targets].filter((target) => target === file || of(target) !== source);
		result.set(source, new Set([...(result.get(source) ?? []), ...others.map(of)]));
	}
	return result;
}

/**
 * The sets of members that reach each other, by Tarjan's algorithm; includes a member that imports
 * itself.
 */
export function circlesIn(graph: Graph): string[][] {
	const circles: string[][] = [];
	const order = new Map<string, number>();
	const lowest = new Map<string, number>();
	const stack: string[] = [];

	const visit = (member: string): void => {
		order.set(member, order.size);
		lowest.set(member, order.size - 1);
		stack.push(member);
		for (const target of graph.get(member) ?? []) {
			if (!order.has(target)) visit(target);
			else if (!stack.includes(target)) continue;
			lowest.set(member, Math.min(lowest.get(member) ?? 0, lowest.get(target) ?? 0));
		}
		if (lowest.get(member) !== order.get(member)) return;
		const circle = stack.splice(stack.indexOf(member));
		if (circle.length > 1 || graph.get(member)?.has(member)) circles.push(circle.sort());
	};
	for (const member of graph.keys()) if (!order.has(member)) visit(member);
	return circles;
}
