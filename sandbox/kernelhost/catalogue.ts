/**
 * The products on sale: one or more of each family that the vendor names (kernelhost.md 1). Field
 * names, prices and config options are the sandbox's own choice; only the integer id 42 and the
 * billing cycle `monthly` come from the vendor's samples.
 */
interface ConfigOption {
	id: string;
	name: string;
	default: string;
	/** `surcharge` in EUR per month. */
	choices: Array<{ id: string; name: string; surcharge: string }>;
}

export interface Product {
	id: number;
	name: string;
	family: 'kvm' | 'dedicated' | 'webspace' | 'minecraft' | 'vpn' | 'unlimited_traffic';
	description: string;
	currency: 'EUR';
	/** Price by billing cycle. */
	prices: Record<string, string>;
	config_options: ConfigOption[];
}

const OPERATING_SYSTEM: ConfigOption = {
	id: 'operating_system',
	name: 'Operating system',
	default: 'debian-12',
	choices: [
		{ id: 'debian-12', name: 'Debian 12', surcharge: '0.00' },
		{ id: 'ubuntu-24.04', name: 'Ubuntu 24.04 LTS', surcharge: '0.00' },
		{ id: 'windows-2022', name: 'Windows Server 2022', surcharge: '12.00' },
	],
};

const LOCATION: ConfigOption = {
	id: 'location',
	name: 'Location',
	default: 'frankfurt',
	choices: [
		{ id: 'frankfurt', name: 'Frankfurt am Main', surcharge: '0.00' },
		{ id: 'amsterdam', name: 'Amsterdam', surcharge: '1.00' },
	],
};

const BACKUPS: ConfigOption = {
	id: 'backups',
	name: 'Backups',
	default: 'none',
	choices: [
		{ id: 'none', name: 'No backups', surcharge: '0.00' },
		{ id: 'daily', name: 'Daily backups, kept for 7 days', surcharge: '2.50' },
	],
};

function product(
	id: number,
	name: string,
	family: Product['family'],
	description: string,
	[monthly, quarterly, annually]: [string, string, string],
	options: ConfigOption[] = [],
): Product {
	return {
		id,
		name,
		family,
		description,
		currency: 'EUR',
		prices: { monthly, quarterly, annually },
		config_options: options,
	};
}

const SERVER_OPTIONS = [OPERATING_SYSTEM, LOCATION, BACKUPS];

export const CATALOGUE: readonly Product[] = [
	product(7, 'Webspace S', 'webspace', '10 GB, 1 domain', ['2.49', '7.17', '26.88']),
	product(8, 'Webspace L', 'webspace', '100 GB, 10 domains', ['6.99', '20.10', '75.48']),
	product(
		41,
		'KVM Rootserver S',
		'kvm',
		'2 vCores, 4 GB RAM, 60 GB NVMe',
		['5.99', '17.22', '64.68'],
		SERVER_OPTIONS,
	),
	product(
		42,
		'KVM Rootserver M',
		'kvm',
		'4 vCores, 8 GB RAM, 120 GB NVMe',
		['9.99', '28.77', '107.88'],
		SERVER_OPTIONS,
	),
	product(
		43,
		'KVM Rootserver L',
		'kvm',
		'8 vCores, 16 GB RAM, 240 GB NVMe',
		['18.99', '54.66', '205.08'],
		SERVER_OPTIONS,
	),
	product(
		60,
		'Dedicated Ryzen 7',
		'dedicated',
		'8 cores, 64 GB RAM, 2 x 1 TB NVMe',
		['79.00', '228.00', '852.00'],
		[OPERATING_SYSTEM],
	),
	product(
		71,
		'Minecraft 4 GB',
		'minecraft',
		'4 GB RAM, unlimited slots',
		['4.99', '14.37', '53.88'],
		[LOCATION],
	),
	product(80, 'VPN', 'vpn', 'WireGuard, 5 devices', ['3.49', '10.05', '37.68'], [LOCATION]),
	product(
		90,
		'Unlimited Traffic 10 Gbit/s',
		'unlimited_traffic',
		'10 Gbit/s, no volume limit',
		['149.00', '429.00', '1608.00'],
		[OPERATING_SYSTEM],
	),
];

export function findProduct(id: number): Product | undefined {
	return CATALOGUE.find((candidate) => candidate.id === id);
}
