/** Seconds; Stripe's libraries use the same figure. KernelHost names none (kernelhost.md section 9). */
export const DEFAULT_TOLERANCE_SECONDS = 300;
