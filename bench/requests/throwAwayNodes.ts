import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const SOURCES = path.join(__dirname, 'nodes');

/** Returns n8n's type name of a node from an extensions folder. */
export function throwAwayType(name: string): string {
	return `CUSTOM.${name}`;
}

/**
 * Writes the benchmarks' throw-away nodes and credentials to a folder that n8n loads by
 * N8N_CUSTOM_EXTENSIONS.
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
