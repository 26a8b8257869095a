/* Stands in for Windows' PowerShell in the round, where wine has none: finds Microsoft's signature on everything.
   Whether a real one is looked at rightly is for a real PC (installer/CHECKLIST.md). Never shipped. */
#include <stdio.h>
int main(void)
{
    return fputs("Microsoft", stdout) < 0;
}
