import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IRunData } from 'n8n-workflow';
import { errorIn } from './itemErrors';
import { headingAnchor } from '../../../scripts/headingAnchor';

const PAGE = readFileSync(path.join(__dirname, '../../../docs/troubleshooting.md'), 'utf8');

const anchors = new Set(
	[...PAGE.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => headingAnchor(heading)),
);

/** The link in an error, or the code at the end of what n8n shows as plain text. */
const LINK = /docs\/troubleshooting\.md#([a-z0-9_]+)|\(([A-Z][A-Z0-9_]+)\)$/g;

/**
 * Fails if an error links to no entry of the page about errors. The engine tests check every
 * execution and every registration, so every error of our nodes has an entry.
 * @param ours names of our nodes
 */
export function expectEntries(runData: IRunData, ours: ReadonlySet<string>): void {
	for (const [name, runs] of Object.entries(runData)) {
		if (!ours.has(name)) continue;
		for (const { error, data } of runs) {
			if (error && !/canceled/.test(error.message)) {
				expectEntry(`${error.message} ${error.description ?? ''}`);
			}
			for (const { json } of (data?.main ?? []).flatMap((items) => items ?? [])) {
				const error = errorIn(json);
				if (error) {
					expectEntry(JSON.stringify(json));
					const { code, help } = error as { code?: string; help: string };
					if (!help.endsWith(`#${code?.toLowerCase()}`))
						throw new Error(`${help} is not of ${code}`);
				}
			}
		}
	}
}

/** @param text the whole error as text */
export function expectEntry(text: string): void {
	const entries = [...text.matchAll(LINK)].map(([, anchor, code = '']) =>
		(anchor ?? code).toLowerCase(),
	);
	const isDead = entries.length === 0 || entries.some((anchor) => !anchors.has(anchor));
	// The text is not in the message: a test that expects these words would pass with it.
	if (isDead)
		throw new Error(`No entry on the page about errors: ${entries.join()}`, { cause: text });
}
