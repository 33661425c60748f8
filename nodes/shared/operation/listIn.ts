import type { IDataObject } from 'n8n-workflow';

/**
 * The entries of a list answer, read leniently, because KernelHost documents no envelope (kernelhost.md section 5): a bare
 * array, or an object that holds it under the resource's own name (as KillB's do), `data` or `items`. Anything else is one
 * entry, so that nothing the API says is lost.
 */
export function listIn(body: unknown, resourceName: string): IDataObject[] {
	if (Array.isArray(body)) return body as IDataObject[];
	if (typeof body !== 'object' || body === null) return [];
	const members = body as Record<string, unknown>;
	const found = [resourceName, 'data', 'items']
		.map((name) => members[name])
		.find((member) => Array.isArray(member));
	return found ? (found as IDataObject[]) : [body as IDataObject];
}
