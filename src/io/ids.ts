import KSUID from 'ksuid';

/** A new KSUID for now. */
export function generateKSUID(): string {
  return KSUID.randomSync().string;
}
