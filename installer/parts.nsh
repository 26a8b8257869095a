; What installer and uninstaller look at and do besides files.

Function RefuseDowngrade
  ReadRegStr $0 HKLM "${UNINSTALL}" "DisplayVersion"
  ${If} $0 == ""
    Return
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 == 1
    !insertmacro Refuse ${EXIT_NEWER_IS_THERE} "もっと新しい版（$0）が入っています。古い版（${VERSION}）には戻せません。データを守るためです。"
  ${EndIf}
  ${Say} "前の版: $0"
FunctionEnd

; An upgrade stays where the programs are; others would be left behind, and would still start with Windows.
Function StayInPlace
  StrCpy $Upgrade ""
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 == ""
  ${OrIfNot} ${FileExists} "$0\kakehashi-app.exe"
    Return
  ${EndIf}
  ${If} $0 != $INSTDIR
    ${Say} "前の場所のまま入れます: $0"
  ${EndIf}
  StrCpy $INSTDIR $0
  StrCpy $Upgrade "1"
FunctionEnd

Function SkipOnUpgrade
  ${If} $Upgrade != ""
    Abort
  ${EndIf}
FunctionEnd

; Windows lets nobody write to a program that runs.
!macro RefuseWhileRuns PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      !insertmacro Refuse ${EXIT_RUNNING} "Kakehashiが動いています（${PROGRAM}）。終わらせてから、もう一度実行してください。"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend
!macro RefuseWhileRunning
  !insertmacro RefuseWhileRuns "kakehashi-app.exe"
  !insertmacro RefuseWhileRuns "kakehashi.exe"
  !insertmacro RefuseWhileRuns "kakehashi-simulator.exe"
!macroend
Function RefuseWhileRunning
  !insertmacro RefuseWhileRunning
FunctionEnd
Function un.RefuseWhileRunning
  !insertmacro RefuseWhileRunning
FunctionEnd

; Programs that start for everybody are changed by administrators alone. Program Files sees to that by itself; a new
; folder elsewhere would inherit who may write from its disk, and one that holds others' files keeps its rights.
Function GuardPrograms
  StrLen $0 "$PROGRAMFILES64\"
  StrCpy $0 "$INSTDIR" $0
  ${If} $0 == "$PROGRAMFILES64\"
    Return
  ${EndIf}
  ${DirState} "$INSTDIR" $0
  ${If} $0 == 1
    ReadRegStr $1 HKLM "${UNINSTALL}" "InstallLocation"
    ${If} $1 == $INSTDIR
      Return
    ${EndIf}
    !insertmacro Refuse ${EXIT_FAILED} "フォルダ（$INSTDIR）には、ほかのファイルがあります。新しいフォルダか空のフォルダを選んで、もう一度実行してください。"
  ${EndIf}
  CreateDirectory "$INSTDIR"
  nsExec::ExecToStack '"$SYSDIR\icacls.exe" "$INSTDIR" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
  Pop $1
  ${If} $0 != 0
    RMDir "$INSTDIR"
    !insertmacro Refuse ${EXIT_FAILED} "フォルダ（$INSTDIR）を、ほかの利用者が書きかえられないようにできません。別の場所を選んでください。"
  ${EndIf}
  ${Say} "このフォルダは、管理者だけが書きかえられます: $INSTDIR"
FunctionEnd

; The data is sealed; a terminal with a 本番 connection leaves a mark beside it. Looks at every account of this PC.
Function LookForProduction
  StrCpy $Production ""
  FindFirst $0 $1 "$PROFILE\..\*"
  ${DoWhile} $1 != ""
    ${If} ${FileExists} "$PROFILE\..\$1\AppData\Local\kakehashi\Kakehashi\data\production"
      StrCpy $Production "$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

; /AUTOSTART and /PRACTICE choose components; without them an upgrade keeps what was chosen before.
Function ReadSwitches
  ${GetParameters} $0
  ReadRegStr $1 HKLM "${RUN}" "Kakehashi"
  ClearErrors
  ${GetOptions} $0 "/AUTOSTART" $2
  ${IfNot} ${Errors}
  ${OrIf} $1 != ""
    !insertmacro SelectSection ${SEC_AUTOSTART}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/PRACTICE" $2
  ${IfNot} ${Errors}
    ${If} $Production != ""
      !insertmacro Refuse ${EXIT_PRACTICE_REFUSED} "この端末には本番の接続先があります。練習用サーバーは入れられません。"
    ${EndIf}
    !insertmacro SelectSection ${SEC_PRACTICE}
  ${ElseIf} ${FileExists} "$INSTDIR\kakehashi-simulator.exe"
  ${AndIf} $Production == ""
    !insertmacro SelectSection ${SEC_PRACTICE}
  ${EndIf}
FunctionEnd

; What an earlier version may have brought goes; what is chosen comes again.
Function ForgetChoices
  DeleteRegValue HKLM "${RUN}" "Kakehashi"
  ${If} ${FileExists} "$INSTDIR\kakehashi-simulator.exe"
    Delete "$INSTDIR\kakehashi-simulator.exe"
    ${IfNot} ${SectionIsSelected} ${SEC_PRACTICE}
      ${Say} "練習用サーバーを取り除きました"
    ${EndIf}
  ${EndIf}
FunctionEnd

; The version of WebView2 that is there, or nothing, into $0.
!macro ReadWebView2
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW2}" "pv"
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
  ${If} $0 == ""
  ${AndIf} ${FileExists} "$INSTDIR\WebView2\msedgewebview2.exe"
    StrCpy $0 "固定版"
  ${EndIf}
!macroend

; Into $2: "Microsoft" when the file $1 carries a signature of Microsoft that Windows trusts. Windows itself looks, by
; its own program: another of that name may lie beside the installer.
Function ReadSigner
  ${WordReplace} "$1" "'" "''" "+" $5
  nsExec::ExecToStack `"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command "$$s = Get-AuthenticodeSignature -LiteralPath '$5'; if ($$s.Status -eq 'Valid' -and $$s.SignerCertificate.Subject -match '(^|, )O=Microsoft Corporation(,|$$)') { [Console]::Write('Microsoft') }"`
  Pop $2
  Pop $2
  ${If} $2 != "Microsoft"
    ${Say} "Microsoftの署名を確かめられないので、使いません: $1"
  ${EndIf}
FunctionEnd

; Says whether WebView2 is there; brings it, without internet, when Microsoft's installer or its fixed version lies
; beside ours.
Function WebView2
  !insertmacro ReadWebView2
  ${If} $0 == ""
    Call RunWebView2Setup
    !insertmacro ReadWebView2
  ${EndIf}
  ${If} $0 == ""
  ${OrIf} $0 == "固定版"
    Call CopyFixedWebView2
    !insertmacro ReadWebView2
  ${EndIf}
  ${If} $0 != ""
    ${Say} "WebView2: $0"
    Return
  ${EndIf}
  ${Say} "WebView2がありません。${WEBVIEW2_SETUP} をこの導入プログラムと同じ場所に置いて、もう一度実行してください。"
  MessageBox MB_OK|MB_ICONEXCLAMATION "画面を出すための部品（WebView2）がありません。$\r$\n${WEBVIEW2_SETUP} をこの導入プログラムと同じ場所に置いて、もう一度実行してください。インターネットは要りません。" /SD IDOK
FunctionEnd

Function RunWebView2Setup
  StrCpy $1 "$EXEDIR\${WEBVIEW2_SETUP}"
  ${IfNot} ${FileExists} "$1"
    Return
  ${EndIf}
  Call ReadSigner
  ${If} $2 != "Microsoft"
    MessageBox MB_OK|MB_ICONSTOP "${WEBVIEW2_SETUP} に、Microsoftの正しい署名がありません。使わずに、入手しなおしてください。" /SD IDOK
    Return
  ${EndIf}
  ${Say} "WebView2を入れます"
  ExecWait '"$1" /silent /install' $3
  ${Say} "WebView2の導入プログラムの終了コード: $3"
FunctionEnd

; Each time one lies beside, so that it can be renewed; whole or not at all. Its sandbox must be able to read it.
Function CopyFixedWebView2
  FindFirst $3 $4 "$EXEDIR\${WEBVIEW2_FIXED}"
  FindClose $3
  ${If} $4 == ""
    Return
  ${EndIf}
  StrCpy $1 "$EXEDIR\$4\msedgewebview2.exe"
  Call ReadSigner
  ${If} $2 == "Microsoft"
    StrCpy $1 "$EXEDIR\$4\msedge.dll"
    Call ReadSigner
  ${EndIf}
  ${If} $2 != "Microsoft"
    Return
  ${EndIf}
  ${Say} "WebView2の固定版を写します: $4"
  RMDir /r "$INSTDIR\WebView2.new"
  CreateDirectory "$INSTDIR\WebView2.new"
  ClearErrors
  CopyFiles /SILENT "$EXEDIR\$4\*.*" "$INSTDIR\WebView2.new"
  ${If} ${Errors}
    RMDir /r "$INSTDIR\WebView2.new"
    ${Say} "WebView2の固定版を写せませんでした"
    Return
  ${EndIf}
  RMDir /r "$INSTDIR\WebView2"
  Rename "$INSTDIR\WebView2.new" "$INSTDIR\WebView2"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR\WebView2" /grant *S-1-15-2-1:(OI)(CI)RX *S-1-15-2-2:(OI)(CI)RX'
  Pop $3
FunctionEnd

; Data is each account's own, under its key: only that account can dispose of it.
!define DATA "AppData\Local\kakehashi\Kakehashi\data"
Function un.RefuseWithDataOfOthers
  ${GetFileName} "$PROFILE" $2
  FindFirst $0 $1 "$PROFILE\..\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != $2
    ${AndIf} ${FileExists} "$PROFILE\..\$1\${DATA}\terminal.db"
      FindClose $0
      !insertmacro Refuse ${EXIT_DISPOSAL_FAILED} "Windowsの利用者 $1 のデータがあります。廃棄できるのは、その利用者だけです。$\r$\n$1 でログインし、コマンドプロンプトで次を実行してから、もう一度取り除いてください。$\r$\n$\r$\n$\"$INSTDIR\kakehashi.exe$\" dispose-terminal --irrevocably --sheet $\"%USERPROFILE%\Documents\Kakehashi-廃棄記録.txt$\" --user … --password-file … --second-user … --second-password-file …"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

; Where the sheet goes, into $1: never over an earlier one.
Function un.NameSheet
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SHEET=" $1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  SetShellVarContext current
  StrCpy $1 "$DOCUMENTS\Kakehashi-廃棄記録.txt"
  ${If} ${FileExists} "$1"
    ${GetTime} "" "L" $3 $4 $5 $6 $7 $8 $9
    StrCpy $1 "$DOCUMENTS\Kakehashi-廃棄記録-$5$4$3-$7$8$9.txt"
  ${EndIf}
  SetShellVarContext all
FunctionEnd

; Data stays, unless a person asks, or /DISPOSE does. Then the key goes first, and a sheet (/SHEET=PATH) says so.
Function un.Dispose
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DISPOSE" $1
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "この端末のデータと鍵も廃棄しますか。$\r$\n$\r$\n廃棄するには、先にコマンドプロンプトで、登録されている2人のパスワードで廃棄しておくことが必要です（方法は、「はい」を押すと示します）。$\r$\n「いいえ」を押すと、データはそのまま残ります。" /SD IDNO IDYES dispose
    ${Say} "データは残しました"
    Return
  ${EndIf}
dispose:
  Call un.RefuseWithDataOfOthers
  ${IfNot} ${FileExists} "$PROFILE\${DATA}\*.*"
    ${Say} "廃棄するデータはありません"
    Return
  ${EndIf}
  Call un.NameSheet
  nsExec::ExecToStack '"$INSTDIR\kakehashi.exe" dispose-terminal --irrevocably --sheet "$1"'
  Pop $2
  Pop $3
  ${If} $2 == 0
    ${Say} "データと鍵を廃棄しました。廃棄記録: $1"
  ${ElseIf} $2 == 1
    ${Say} "鍵は廃棄しました。消せなかったものが廃棄記録に書いてあります: $1"
  ${Else}
    ; It asks for two persons, whom only a command can name: passwords are no business of an uninstaller.
    !insertmacro Refuse ${EXIT_DISPOSAL_FAILED} "データを廃棄していません（$2）。廃棄は、登録されている2人のパスワードで、コマンドプロンプトから行います。$\r$\n$\r$\n$\"$INSTDIR\kakehashi.exe$\" dispose-terminal --irrevocably --sheet $\"$1$\" --user … --password-file … --second-user … --second-password-file …$\r$\n$\r$\n終わったら、もう一度取り除いてください。プログラムもデータもそのままです。$\r$\n$3"
  ${EndIf}
FunctionEnd
