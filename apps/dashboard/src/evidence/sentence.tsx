import { keepTogether } from '../format.ts';

/** A sentence from the server, with its intervals and ranges kept on one line. */
export function Sentence({ children }: { children: string }) {
  return <>{keepTogether(children)}</>;
}
