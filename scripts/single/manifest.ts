import type { SingleService } from './service';

/** The members of package.json that are used here; the others are copied unchanged. */
export interface Manifest {
	name: string;
	description: string;
	keywords: string[];
	files: string[];
	n8n: { credentials: string[]; nodes: string[] };
	[member: string]: unknown;
}

/** Members that only the repository needs. */
const LEFT_OUT = ['scripts', 'devDependencies', 'overrides', 'main'];

/** Returns the package.json of a single-service package, from the combined one. */
export function manifestOf(service: SingleService, combined: Manifest): Manifest {
	const { title, name, description, foreignKeywords } = service;
	const own = Object.entries(combined).filter(([member]) => !LEFT_OUT.includes(member));
	const { credentials, nodes } = combined.n8n;
	return {
		...(Object.fromEntries(own) as Manifest),
		name,
		description,
		keywords: combined.keywords.filter((keyword) => !foreignKeywords.includes(keyword)),
		files: combined.files.filter((file) => file !== 'index.js'),
		n8n: {
			...combined.n8n,
			credentials: credentials.filter((file) => file.startsWith(`dist/credentials/${title}`)),
			nodes: nodes.filter((file) => file.startsWith(`dist/nodes/${title}/`)),
		},
	};
}
