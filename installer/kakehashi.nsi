; The installer of the terminal. Built by `cargo xtask dist --windows`, which gives:
;   VERSION  1.2.3            FILES    folder with everything that is installed
;   OUT      the installer    SIGN     command that signs a file (may be absent)
; Switches and exit codes are documented in installer/README.md and tested under wine.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel admin
; A file that can't be written ends everything, instead of being left out of a silent upgrade.
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS all

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include Sections.nsh

!define NAME "Kakehashi 統合専用端末"
!define MENU "$SMPROGRAMS\${NAME}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kakehashi"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define WEBVIEW2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
; By this name Windows knows whose notifications they are; the app says it too (src-tauri/src/desk.rs).
!define APP_ID "Software\Classes\AppUserModelId\jp.kakehashi.terminal"
!define WEBVIEW2_SETUP "MicrosoftEdgeWebView2RuntimeInstallerX64.exe"
!define WEBVIEW2_FIXED "Microsoft.WebView2.FixedVersionRuntime.*.x64"

!define EXIT_FAILED 2
!define EXIT_NEWER_IS_THERE 3
!define EXIT_RUNNING 4
!define EXIT_PRACTICE_REFUSED 5
!define EXIT_WINDOWS_TOO_OLD 6
!define EXIT_DISPOSAL_FAILED 7

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Kakehashi"
InstallDirRegKey HKLM "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${FILES}\kakehashi.ico"
!define MUI_UNICON "${FILES}\kakehashi.ico"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipOnUpgrade
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Japanese"
VIAddVersionKey /LANG=${LANG_JAPANESE} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANG_JAPANESE} "FileDescription" "${NAME} の導入プログラム"
VIAddVersionKey /LANG=${LANG_JAPANESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_JAPANESE} "LegalCopyright" "MIT OR Apache-2.0"

Var LogFile
Var Production
Var Upgrade

!include log.nsh

Section "!Kakehashi（かならず入れます）" SEC_MAIN
  SectionIn RO
  ${Say} "導入: ${VERSION} を $INSTDIR に"
  Call GuardPrograms
  SetOutPath "$INSTDIR"
  File "${FILES}\kakehashi-app.exe"
  File "${FILES}\kakehashi.exe"
  File "${FILES}\WebView2Loader.dll"
  File "${FILES}\files.sha256"
  File "${FILES}\kakehashi.ico"
  File "${FILES}\THIRD-PARTY.txt"
  File "${FILES}\sbom.cdx.json"
  File "${FILES}\vendor-book.html"
  CreateDirectory "${MENU}"
  CreateShortcut "${MENU}\${NAME}.lnk" "$INSTDIR\kakehashi-app.exe" "" "$INSTDIR\kakehashi.ico"
  CreateShortcut "${MENU}\取り除く.lnk" "$INSTDIR\uninstall.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kakehashi.ico"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Kakehashi"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  WriteRegStr HKLM "${APP_ID}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${APP_ID}" "IconUri" "$INSTDIR\kakehashi.ico"
  Call ForgetChoices
  Call WebView2
SectionEnd

Section /o "Windowsを始めたときに開く" SEC_AUTOSTART
  WriteRegStr HKLM "${RUN}" "Kakehashi" '"$INSTDIR\kakehashi-app.exe"'
  ${Say} "Windowsを始めたときに開きます"
SectionEnd

Section /o "練習用サーバー（研修だけに使う端末）" SEC_PRACTICE
  SetOutPath "$INSTDIR"
  File "${FILES}\kakehashi-simulator.exe"
  ${Say} "練習用サーバーを入れました"
SectionEnd

Section -end
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" $0
  ${Say} "終わりました"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SEC_MAIN} "統合専用端末のアプリと、コマンドライン版です。データと設定は前のまま残ります。"
  !insertmacro MUI_DESCRIPTION_TEXT ${SEC_AUTOSTART} "だれかがWindowsにログインすると、アプリが開きます。"
  !insertmacro MUI_DESCRIPTION_TEXT ${SEC_PRACTICE} "架空の人だけを扱うサーバーです。本番の接続先がある端末には入れられません。"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

!include parts.nsh

Function .onInit
  SetShellVarContext all
  SetRegView 64
  !insertmacro OpenLog "$TEMP\kakehashi-install.log"
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse ${EXIT_WINDOWS_TOO_OLD} "Windows 10 より前では使えません。"
  ${EndIf}
  Call RefuseDowngrade
  Call StayInPlace
  Call RefuseWhileRunning
  Call LookForProduction
  Call ReadSwitches
FunctionEnd

; From the page of components, and after the switches.
Function .onSelChange
  ${If} ${SectionIsSelected} ${SEC_PRACTICE}
  ${AndIf} $Production != ""
    !insertmacro UnselectSection ${SEC_PRACTICE}
    MessageBox MB_OK|MB_ICONEXCLAMATION "この端末には本番の接続先があります。練習用サーバーは入れられません。" /SD IDOK
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext all
  SetRegView 64
  !insertmacro OpenLog "$TEMP\kakehashi-uninstall.log"
FunctionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  Call un.Dispose
  Delete "$INSTDIR\kakehashi-app.exe"
  Delete "$INSTDIR\kakehashi.exe"
  Delete "$INSTDIR\kakehashi-simulator.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\files.sha256"
  Delete "$INSTDIR\kakehashi.ico"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\vendor-book.html"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\WebView2"
  RMDir "$INSTDIR"
  RMDir /r "${MENU}"
  DeleteRegValue HKLM "${RUN}" "Kakehashi"
  DeleteRegKey HKLM "${APP_ID}"
  DeleteRegKey HKLM "${UNINSTALL}"
  ${Say} "取り除きました"
SectionEnd
