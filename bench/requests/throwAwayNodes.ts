import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const SOURCES = path.join(__dirname, 'nodes');

/** What n8n calls a node of a folder of extensions. */
export function throwAwayType(name: string): string {
	return `CUSTOM.${name}`;
}

/**
 * Writes the throw-away nodes and credentials of the benchmarks as n8n loads them from a folder
 * that N8N_CUSTOM_EXTENSIONS names.
 * @returns the folder
 */
export function writeThrowAwayNodes(folder: string): string {
	mkdirSync(folder, { recursive: true });
	for (const file of readdirSync(SOURCES)) {
		const source = readFileSync(path.join(SOURCES, file), 'utf8');
		const { outputText } = transpileModule(source, {
			compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
		});
		writeFileSync(path.join(folder, file.replace(/\.ts$/, '.js')), outputText);
	}
	return folder;
}
