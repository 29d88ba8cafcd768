@echo off
rem Opens the workbench of Loupe, and the project whose folder is given. LOUPE_WORKSPACE: the folder of its settings; LOUPE_JAVA_OPTIONS: options for Java, such as -Xmx8g.
setlocal
call "%~dp0loupe-java.bat" || (pause & exit /b 2)
if not defined LOUPE_WORKSPACE set "LOUPE_WORKSPACE=%USERPROFILE%\.loupe\workbench"
start "Loupe" "%loupe_javaw%" %loupe_options% %LOUPE_JAVA_OPTIONS% -jar "%loupe_launcher%" %loupe_configuration% -data "%LOUPE_WORKSPACE%" %*
