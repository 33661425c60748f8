import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import axios, { AxiosError } from 'axios';
import type { CreateAxiosDefaults } from 'axios';

/** What the SDK is told; its own `testEnv` chooses between two hosts, of which neither is used here. */
export interface SdkConfig {
	testEnv: boolean;
	credentials: { email: string; password: string; webhookSecret?: string };
}

/** A group of the SDK's methods, such as `users`. */
export type SdkGroup = Record<string, (...parameters: unknown[]) => Promise<unknown>>;

export type SdkClient = Record<string, SdkGroup>;

export interface Sdk {
	Client: new (config: SdkConfig) => SdkClient;
}

interface LoadedModule {
	exports: unknown;
}

/**
 * Loads KillB's SDK from the TypeScript sources of a checkout, with its types stripped and nothing else changed, but for one
 * thing: its hosts are fixed in its code, so the axios that it is given sends to `apiRoot`. Each call gives a new SDK, without
 * the session that an earlier one remembers.
 * @param folder the checkout of github.com/Kill-B/sdk
 */
export function loadSdk(folder: string, apiRoot: string): Sdk {
	const loaded = new Map<string, LoadedModule>();
	const redirected: unknown = Object.assign(Object.create(axios) as object, {
		create: (defaults: CreateAxiosDefaults) => axios.create({ ...defaults, baseURL: apiRoot }),
	});
	const given: Record<string, unknown> = {
		axios: { __esModule: true, default: redirected, AxiosError },
	};
	const load = (file: string): unknown => {
		const known = loaded.get(file);
		if (known) return known.exports;
		const module: LoadedModule = { exports: {} };
		loaded.set(file, module);
		const { code } = transformSync(readFileSync(file, 'utf8'), {
			filename: file,
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
		});
		const run = compileFunction(code, ['require', 'module', 'exports'], { filename: file });
		const fromNode = createRequire(file);
		const requireFrom = (name: string): unknown =>
			name.startsWith('.')
				? load(sourceOf(path.resolve(path.dirname(file), name)))
				: (given[name] ?? fromNode(name));
		(run as (require: unknown, module: LoadedModule, exports: unknown) => void)(
			requireFrom,
			module,
			module.exports,
		);
		return module.exports;
	};
	return load(sourceOf(path.resolve(folder, 'src'))) as Sdk;
}

function sourceOf(target: string): string {
	const found = [`${target}.ts`, path.join(target, 'index.ts')].find((file) => existsSync(file));
	if (found === undefined)
		throw new Error(`There is no ${target}.ts: is this a checkout of the SDK?`);
	return found;
}

/** `2.5.2, commit a909b5d` */
export function sdkVersion(folder: string): string {
	const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
		version: string;
	};
	const commit = execFileSync('git', ['-C', folder, 'rev-parse', '--short', 'HEAD'], {
		encoding: 'utf8',
	});
	return `${version}, commit ${commit.trim()}`;
}
