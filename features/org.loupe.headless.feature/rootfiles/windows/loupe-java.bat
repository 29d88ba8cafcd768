rem Called by loupe.bat and loupe-ide.bat: finds Java, the launcher and a folder for the framework's cache.
set "loupe_home=%~dp0"
set "loupe_feature=0"
set "loupe_java=%loupe_home%jre\bin\java.exe"
if exist "%loupe_java%" goto found
if defined JAVA_HOME (set "loupe_java=%JAVA_HOME%\bin\java.exe") else (set "loupe_java=java.exe")
set "loupe_version="
for /f "tokens=3" %%v in ('""%loupe_java%" -version 2>&1 | findstr /c:" version ""') do if not defined loupe_version set "loupe_version=%%~v"
if not defined loupe_version (
  echo loupe: no Java found. Install Java 17 or newer, set JAVA_HOME to it, or use the archive of Loupe that has its own. 1>&2
  exit /b 2
)
for /f "delims=.-+_" %%f in ("%loupe_version%") do set "loupe_feature=%%f"
if %loupe_feature% LSS 17 (
  echo loupe: Java 17 or newer is needed, but %loupe_java% is %loupe_version%. Set JAVA_HOME to a newer one, or use the archive of Loupe that has its own. 1>&2
  exit /b 2
)
:found
set "loupe_options=-Dfile.encoding=UTF-8 --enable-native-access=ALL-UNNAMED"
rem since Java 23, else each start would warn of what JavaCPP does
if %loupe_feature% GEQ 23 set "loupe_options=%loupe_options% --sun-misc-unsafe-memory-access=allow"
set "loupe_javaw=%loupe_java:java.exe=javaw.exe%"
for %%f in ("%loupe_home%plugins\org.eclipse.equinox.launcher_*.jar") do set "loupe_launcher=%%f"
rem where the framework keeps its cache: beside the program, or, if that is not writable, in the user's home
set "loupe_configuration="
2>nul (>"%loupe_home%configuration\.writable" echo.) && del "%loupe_home%configuration\.writable" || set "loupe_configuration=-configuration "%USERPROFILE%\.loupe\configuration""
exit /b 0
