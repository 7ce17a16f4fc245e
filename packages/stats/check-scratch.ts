import {conditionalOddsRatio} from './src/fisher-exact.ts';
for (const a of [[10,12,2,9],[500,1000,400,1000],[1,30,3,4],[48,80,12,30],[0,8,5,10]]) {const r=conditionalOddsRatio(a[0],a[1],a[2],a[3],{search:'as in R'}); console.log(a.join(), r.value,r.low,r.high);const s=conditionalOddsRatio(a[0],a[1],a[2],a[3]); console.log(a.join(), s.value,s.low,s.high)}
