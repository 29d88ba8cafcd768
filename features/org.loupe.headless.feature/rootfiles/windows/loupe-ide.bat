@echo off
rem Opens the workbench of Loupe, and the project whose folder is given. LOUPE_WORKSPACE: the folder of its settings; LOUPE_JAVA_OPTIONS: options for Java, such as -Xmx8g.
setlocal
if "%~1"=="-h" goto help
if "%~1"=="--help" goto help
if "%~1"=="--version" goto version
call "%~dp0loupe-java.bat" || (pause & exit /b 2)
if not defined LOUPE_WORKSPACE set "LOUPE_WORKSPACE=%USERPROFILE%\.loupe\workbench"
start "Loupe" "%loupe_javaw%" %loupe_options% %LOUPE_JAVA_OPTIONS% -jar "%loupe_launcher%" %loupe_configuration% -data "%LOUPE_WORKSPACE%" %*
exit /b 0

:help
echo Usage: loupe-ide [PROJECT]
echo Opens the workbench of Loupe, and the project whose folder is given.
echo   -h, --help   Show this help.
echo   --version    Show the version.
echo.
echo Environment: LOUPE_WORKSPACE, the folder of its settings (default: .loupe\workbench in your home folder);
echo LOUPE_JAVA_OPTIONS, options for Java, such as -Xmx8g. The command line is "loupe": see loupe --help.
exit /b 0

:version
call "%~dp0loupe.bat" --version
exit /b %errorlevel%
