import type { SingleService } from './service';

/** The members of package.json that are looked at here; the others are taken over as they are. */
export interface Manifest {
	name: string;
	description: string;
	keywords: string[];
	files: string[];
	n8n: { credentials: string[]; nodes: string[] };
	[member: string]: unknown;
}

/** What only the repository has a use for. */
const LEFT_OUT = ['scripts', 'devDependencies', 'overrides', 'main'];

/** The package.json of a service's own package, from that of the combined one. */
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
