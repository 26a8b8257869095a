; What is said: the log, and the sentence with which everything ends.

; A line in the log.
!define Say `!insertmacro Say`
!macro Say TEXT
  DetailPrint "${TEXT}"
  FileWriteUTF16LE $LogFile "${TEXT}$\r$\n"
!macroend

; Opens the log: /LOG=PATH, or where it goes by itself.
!macro OpenLog PATH
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LOG=" $1
  ${If} ${Errors}
    StrCpy $1 "${PATH}"
  ${EndIf}
  FileOpen $LogFile "$1" w
  FileWriteUTF16LE /BOM $LogFile "${NAME} ${VERSION}$\r$\n"
!macroend

; Ends with a sentence and an exit code.
!macro Refuse EXIT TEXT
  FileWriteUTF16LE $LogFile "${TEXT}$\r$\n"
  FileClose $LogFile
  SetErrorLevel ${EXIT}
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  Quit
!macroend
