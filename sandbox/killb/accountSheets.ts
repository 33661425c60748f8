import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Account } from './accountData';
import { membersOf, requiredOf } from './facts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The columns of the vendor's own template are not public. These are the members of `BulkBeneficiaryRowDto`, which is what a
 * job's results give back of a row.
 */
export const ROW_COLUMNS = membersOf('BulkBeneficiaryRowDto').filter(
	(name) => name !== 'rowNumber',
);
export const REQUIRED_COLUMNS = requiredOf('BulkBeneficiaryRowDto').filter(
	(name) => name !== 'rowNumber',
);

/** The members of `data` that a row has under another name. */
const ADDRESS_COLUMNS: Record<string, string> = {
	street1: 'bankAddressStreet1',
	street2: 'bankAddressStreet2',
	city: 'bankAddressCity',
	state: 'bankAddressState',
	zipCode: 'bankAddressZipCode',
	countryCode: 'bankAddressCountryCode',
};

type Cells = Record<string, string | undefined>;
type Data = Record<string, unknown>;

/** An empty template: the columns that every row needs are bold. */
export async function templateFile(): Promise<Buffer> {
	return await sheet([ROW_COLUMNS.map(heading)], 'Beneficiaries');
}

/** One row an account, in the columns of the template behind what the account itself has. */
export async function exportFile(accounts: Account[]): Promise<Buffer> {
	const own = ['id', 'userId', 'status', 'createdAt'] as const;
	const rows = accounts.map((account) => {
		const cells = cellsOf(account);
		return [...own.map((name) => account[name]), ...ROW_COLUMNS.map((name) => cells[name])];
	});
	return await sheet([[...own, ...ROW_COLUMNS].map(heading), ...rows], 'Accounts');
}

/** `data` of a row, limited to the members that its type has. */
export function dataOf(cells: Cells, members: string[]): Data {
	const read: Record<string, unknown> = {
		...cells,
		type:
			cells['accountType'] === 'TRANSFIYA'
				? cells['transfiyaAccountType']
				: cells['bankAccountType'],
		document: present({
			type:
				cells['entityType'] === 'COMPANY'
					? cells['companyDocumentType']
					: cells['personDocumentType'],
			number: cells['documentNumber'],
			issuedCountryCode: cells['documentIssuedCountryCode'],
		}),
		bankAddress: present(
			Object.fromEntries(
				Object.entries(ADDRESS_COLUMNS).map(([member, column]) => [member, cells[column]]),
			),
		),
	};
	return present(Object.fromEntries(members.map((member) => [member, read[member]])));
}

function cellsOf({ type, data, externalId }: Account): Cells {
	const document = (data['document'] ?? {}) as Cells;
	const address = (data['bankAddress'] ?? {}) as Cells;
	const company = data['companyName'] !== undefined;
	return {
		...Object.fromEntries(
			Object.entries(data).filter(
				(entry): entry is [string, string] => typeof entry[1] === 'string',
			),
		),
		entityType: company ? 'COMPANY' : 'PERSON',
		accountType: type,
		[company ? 'companyDocumentType' : 'personDocumentType']: document['type'],
		documentNumber: document['number'],
		documentIssuedCountryCode: document['issuedCountryCode'],
		[type === 'TRANSFIYA' ? 'transfiyaAccountType' : 'bankAccountType']: data['type'] as
			| string
			| undefined,
		externalId,
		...Object.fromEntries(
			Object.entries(ADDRESS_COLUMNS).map(([member, column]) => [column, address[member]]),
		),
	};
}

function heading(name: string) {
	return REQUIRED_COLUMNS.includes(name)
		? ({ value: name, fontWeight: 'bold' } as const)
		: { value: name };
}

async function sheet(data: SheetData, name: string): Promise<Buffer> {
	return await writeXlsxFile(data, { sheet: name }).toBuffer();
}

function present(members: Data): Data {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
