@echo off
rem The command line of Loupe: loupe inspect ..., loupe --help. LOUPE_JAVA_OPTIONS: options for Java, such as -Xmx8g.
setlocal
call "%~dp0loupe-java.bat" || exit /b 2
"%loupe_java%" %loupe_options% %LOUPE_JAVA_OPTIONS% -jar "%loupe_launcher%" %loupe_configuration% -nosplash -data @none -application org.loupe.cli.loupe %*
exit /b %errorlevel%
