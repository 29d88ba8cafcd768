"""The jars of this machine's kind that Maven has kept, in the versions of pom.xml."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REPOSITORY = pathlib.Path.home() / ".m2/repository"
# two natives of PyTorch in one process end it
OTHERS = ("windows", "macosx", "-gpu", "bnd-")


def version(name):
    return re.search(rf"<{name}\.version>(.*?)</", (ROOT / "pom.xml").read_text()).group(1)


def under(folder):
    return [jar for jar in (REPOSITORY / folder).rglob("*.jar")
            if not any(other in str(jar.relative_to(REPOSITORY)) for other in OTHERS)]


def bytedeco(*names):
    return [jar for name in names for jar in under(f"org/bytedeco/{name}") if version("javacpp") in jar.parent.name]


def torch():
    """What org.loupe.tools.torch needs beside Loupe's own bundles."""
    return [*bytedeco("javacpp", "openblas", "pytorch"), *under(f"net/java/dev/jna/jna/{version('jna')}")]


def product():
    """What all of Loupe's bundles need: the jars of the target platform, and those that Maven puts into a bundle."""
    platform = (ROOT / "targetplatform/loupe.target").read_text()
    found = [*ROOT.glob("bundles/*/lib/*.jar")]
    for group, name, number, kind in re.findall(
            r"<groupId>(.*?)</groupId><artifactId>(.*?)</artifactId><version>(.*?)</version>"
            r"(?:<classifier>(.*?)</classifier>)?", platform):
        jar = REPOSITORY / group.replace(".", "/") / name / number / f"{name}-{number}{kind and '-' + kind}.jar"
        if jar.exists() and not any(other in jar.name for other in (*OTHERS, "win32", "cocoa")):
            found.append(jar)
    return found
