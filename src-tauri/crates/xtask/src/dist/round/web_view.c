/* Stands in for Microsoft's standalone installer of WebView2 in the round: notes how it was called, and leaves the
   mark by which a real one is found. Never shipped. */
#include <stdio.h>
#include <windows.h>
#include <winreg.h>
#define MARK L"SOFTWARE\\WOW6432Node\\Microsoft\\EdgeUpdate\\Clients\\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
int main(void)
{
    const WCHAR version[] = L"99.0.1.2";
    FILE *note = fopen("C:\\web-view.txt", "w");
    if (!note) return 1;
    fputs(GetCommandLineA(), note);
    fclose(note);
    return RegSetKeyValueW(HKEY_LOCAL_MACHINE, MARK, L"pv", REG_SZ, version, sizeof version) != ERROR_SUCCESS;
}
