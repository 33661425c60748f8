import type { Rail } from './rail';
import { ACH_BO, ACH_GT, ACH_HN, ACH_NI, ACH_PA, ACH_SV, SINPE } from './rails/centralAmerica';
import { BREB, PSE, TRANSFIYA } from './rails/colombia';
import { SPI_DO } from './rails/dominicanRepublic';
import { ACH, CUSTODIAL, SWIFT, WALLET, WIRE } from './rails/international';
import { SPEI } from './rails/mexico';
import { CCI, COELSA, PIX, SPI, SPI_PY } from './rails/southAmerica';

/** Every documented type of account (killb.md section 5, CreateAccountDto), with its inputs. */
export const RAILS = {
	PSE,
	BREB,
	TRANSFIYA,
	SPEI,
	WALLET,
	ACH,
	WIRE,
	SWIFT,
	PIX,
	COELSA,
	CCI,
	SPI,
	SPI_PY,
	SPI_DO,
	SINPE,
	ACH_BO,
	ACH_GT,
	ACH_HN,
	ACH_NI,
	ACH_PA,
	ACH_SV,
	CUSTODIAL,
} satisfies Record<string, Rail>;

export type AccountType = keyof typeof RAILS;

/** The types as options of a drop-down, by name. */
export const ACCOUNT_TYPES = Object.entries(RAILS)
	.map(([value, { name }]) => ({ name, value: value as AccountType }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));
