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

; Windows lets nobody write to a program that runs.
!macro RefuseWhileRunning
  ${If} ${FileExists} "$INSTDIR\kakehashi-app.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\kakehashi-app.exe" a
    ${If} ${Errors}
      !insertmacro Refuse ${EXIT_RUNNING} "Kakehashiが動いています。終わらせてから、もう一度実行してください。"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend
Function RefuseWhileRunning
  !insertmacro RefuseWhileRunning
FunctionEnd
Function un.RefuseWhileRunning
  !insertmacro RefuseWhileRunning
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

; Into $2: "Microsoft" when the file $1 carries a signature of Microsoft that Windows trusts. Windows itself looks.
Function ReadSigner
  nsExec::ExecToStack `powershell.exe -NoProfile -NonInteractive -Command "$$s = Get-AuthenticodeSignature -LiteralPath '$1'; if ($$s.Status -eq 'Valid' -and $$s.SignerCertificate.Subject -match '(^|, )O=Microsoft Corporation(,|$$)') { [Console]::Write('Microsoft') }"`
  Pop $2
  Pop $2
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
    ${Say} "Microsoftの署名を確かめられないので、使いません: $1"
    MessageBox MB_OK|MB_ICONSTOP "${WEBVIEW2_SETUP} に、Microsoftの正しい署名がありません。使わずに、入手しなおしてください。" /SD IDOK
    Return
  ${EndIf}
  ${Say} "WebView2を入れます"
  ExecWait '"$1" /silent /install' $3
  ${Say} "WebView2の導入プログラムの終了コード: $3"
FunctionEnd

Function CopyFixedWebView2
  FindFirst $3 $4 "$EXEDIR\${WEBVIEW2_FIXED}"
  FindClose $3
  StrCpy $1 "$EXEDIR\$4\msedgewebview2.exe"
  ${If} $4 == ""
  ${OrIfNot} ${FileExists} "$1"
    Return
  ${EndIf}
  Call ReadSigner
  ${If} $2 != "Microsoft"
    ${Say} "Microsoftの署名を確かめられないので、使いません: $1"
    Return
  ${EndIf}
  ${Say} "WebView2の固定版を写します: $4"
  CreateDirectory "$INSTDIR\WebView2"
  CopyFiles /SILENT "$EXEDIR\$4\*.*" "$INSTDIR\WebView2"
FunctionEnd

; Data stays, unless a person asks, or /DISPOSE does. Then the key goes first, and a sheet (/SHEET=PATH) says so.
Function un.Dispose
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DISPOSE" $1
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "この端末のデータと鍵も廃棄しますか。$\r$\n$\r$\n「はい」を押すと、元には戻せません。廃棄記録を書きます。$\r$\n「いいえ」を押すと、データはそのまま残ります。" /SD IDNO IDYES dispose
    ${Say} "データは残しました"
    Return
  ${EndIf}
dispose:
  ClearErrors
  ${GetOptions} $0 "/SHEET=" $1
  ${If} ${Errors}
    SetShellVarContext current
    StrCpy $1 "$DOCUMENTS\Kakehashi-廃棄記録.txt"
    SetShellVarContext all
  ${EndIf}
  nsExec::ExecToStack '"$INSTDIR\kakehashi.exe" dispose-terminal --irrevocably --sheet "$1"'
  Pop $2
  Pop $3
  ${If} $2 == 1
    ${Say} "鍵は廃棄しました。消せなかったファイルがあります。廃棄記録に書いてあります。"
  ${ElseIf} $2 != 0
    !insertmacro Refuse ${EXIT_DISPOSAL_FAILED} "データを廃棄できませんでした（$2）。プログラムもデータもそのままです。廃棄記録の場所（$1）に書けるか、データがこのWindows利用者のものかを確かめてください。"
  ${EndIf}
  ${Say} "データと鍵を廃棄しました。廃棄記録: $1"
FunctionEnd
