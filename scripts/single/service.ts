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
	/** The chapters of the README to copy, by heading; `A › B` is section B of chapter A. */
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
			'Credentials › KernelHost API',
			'Operations › KernelHost',
			'No order twice',
			'Triggers',
			'Limits and assumptions',
			'When something goes wrong',
		],
	},
	{
		title: 'KillB',
		name: 'n8n-nodes-killb',
		description:
			'n8n nodes for KillB: users, quotations, ramps and payouts between fiat and stablecoins in Latin America, and signed webhooks',
		foreignKeywords: ['kernelhost', 'reseller', 'server', 'vps'],
		chapters: [
			'Credentials › KillB API',
			'Operations › KillB',
			'Money at KillB',
			'Triggers',
			'Limits and assumptions',
			'When something goes wrong',
		],
	},
];

/** Returns the title of the other service. */
export function otherTitle({ title }: SingleService): string {
	return SERVICES.find((service) => service.title !== title)?.title ?? '';
}
