/**
 * `npm run drift -- FILE or URL`: reports the changes in KillB's API since the nodes were written,
 * as Markdown. Exits with 0 if nothing has changed, 1 if something has, 2 if the check failed.
 *
 * The file is `src/types/schema.ts` of KillB's SDK, or an OpenAPI document as JSON; the URL is that
 * of such a document. The SDK names `GET /api/v2/open-api-json` for it; whether that needs a login
 * is not documented.
 */
import { readFileSync } from 'node:fs';
import { openApiDocument } from '../../sandbox/killb/openApi';
import { driftOf, hasDrifted, reportOf } from './compare';
import { factsOf, type OpenApiDocument } from './openApi';
import { documentOfTypes } from './sdkTypes';

async function read(source: string): Promise<OpenApiDocument> {
	if (source.endsWith('.ts')) return documentOfTypes(source);
	if (!/^https?:/.test(source)) return JSON.parse(readFileSync(source, 'utf8')) as OpenApiDocument;
	const answer = await fetch(source, { signal: AbortSignal.timeout(60_000) });
	if (!answer.ok) throw new Error(`${source} was answered with ${answer.status}`);
	return (await answer.json()) as OpenApiDocument;
}

async function main([source]: string[]): Promise<void> {
	if (source === undefined) throw new Error('Name a file or an address: npm run drift -- FILE');
	const known = factsOf(openApiDocument() as unknown as OpenApiDocument);
	const drift = driftOf(known, factsOf(await read(source)));
	process.stdout.write(reportOf(drift));
	process.exitCode = hasDrifted(drift) ? 1 : 0;
}

main(process.argv.slice(2)).catch((error: unknown) => {
	const { message, cause } = error as Error;
	const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
	process.stderr.write(`KillB's operations could not be compared: ${reason}\n`);
	process.exitCode = 2;
});
