import path from 'node:path';

/** The repository's root. */
export const ROOT = path.resolve(__dirname, '..', '..');

/** A service with its own package, because n8n's verified list requires one service per package. */
export interface SingleService {
	/** The folder of its nodes, and the spelling of its name. */
	title: 'KernelHost' | 'KillB';
	/** The name of the package on npm. */
	name: string;
	description: string;
	/** The combined package's keywords about the other service. */
	foreignKeywords: string[];
	/** The parts of its README: `page › chapter` of a page in docs/, or a whole page. */
	chapters: string[];
}

export const SERVICES: SingleService[] = [
	{
		title: 'KernelHost',
		name: 'n8n-nodes-kernelhost',
		description:
			'n8n nodes for the KernelHost Reseller API: order and run servers, read invoices, and react to signed webhooks',
		foreignKeywords: ['killb', 'stablecoin', 'payout'],
		chapters: [
			'credentials.md › KernelHost API',
			'operations.md › KernelHost',
			'operations.md › Orders and service actions',
			'triggers.md',
			'assumptions.md',
		],
	},
	{
		title: 'KillB',
		name: 'n8n-nodes-killb',
		description:
			'n8n nodes for KillB: users, quotations, ramps and payouts between fiat and stablecoins in Latin America, and signed webhooks',
		foreignKeywords: ['kernelhost', 'reseller', 'server', 'vps'],
		chapters: [
			'credentials.md › KillB API',
			'operations.md › KillB',
			'operations.md › Money at KillB',
			'triggers.md',
			'assumptions.md',
		],
	},
];

/** Returns the title of the other service. */
export function otherTitle({ title }: SingleService): string {
	return SERVICES.find((service) => service.title !== title)?.title ?? '';
}
