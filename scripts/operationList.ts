import { resources as kernelHost } from '../nodes/KernelHost/resources';
import { resources as killB } from '../nodes/KillB/resources';
import type { Resource } from '../nodes/shared/operation/operation';

/** One operation as documentation and coverage checks need it. */
interface ListedOperation {
	/** name of the node type, e.g. `kernelHost` */
	node: string;
	resource: string;
	operation: string;
	/** `ANY` where the user chooses */
	method: string;
	/** the vendor's path, IDs in braces */
	path: string;
	/** whether the request may be retried when its outcome is unknown */
	repeatable: boolean;
}

/** An operation with the form's texts. */
export interface WordedOperation {
	listed: ListedOperation;
	title: string;
	description: string;
}

/** Returns every operation of both action nodes, from the nodes' own files. */
export function operations(): ListedOperation[] {
	return wordedOperations().map(({ listed }) => listed);
}

/** Returns the same with the form's texts, for docs/operations.md. */
export function wordedOperations(): WordedOperation[] {
	return [...ofNode('kernelHost', kernelHost), ...ofNode('killB', killB)];
}

function ofNode(node: string, resources: readonly Resource[]): WordedOperation[] {
	return resources.flatMap((resource) =>
		Object.entries(resource.operations).map(([operation, { endpoint, ...rest }]) => {
			const [method = '', path = ''] = endpoint.split(' ');
			const { repeatable } = rest;
			return {
				listed: { node, resource: resource.name, operation, method, path, repeatable },
				title: `${resource.displayName}: ${rest.name}`,
				description: rest.description,
			};
		}),
	);
}
