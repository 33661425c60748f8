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
	/** the vendor's path, ids in braces */
	path: string;
	/** whether the same request may be sent again when it is not known if it was carried out */
	repeatable: boolean;
}

/** An operation with the words that the form shows. */
export interface WordedOperation {
	listed: ListedOperation;
	title: string;
	description: string;
}

/** Every operation of both action nodes, from the files that the nodes themselves are made of. */
export function operations(): ListedOperation[] {
	return wordedOperations().map(({ listed }) => listed);
}

/** The same with the words of the form, for the tables of the README. */
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
