namespace ClvPredict.Data.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_OverAnExistingFile_LeavesOnlyTheNewContent()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("scores.csv", "old content");

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        File.ReadAllText(path).ShouldBe("new");
        folder.FileNames().ShouldBe(["scores.csv"]);
    }

    [Fact]
    public void Write_WhenTheWriterThrows_KeepsTheOldFileAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("scores.csv", "old");

        Should.Throw<InvalidOperationException>(() =>
            AtomicFile.Write(
                path,
                stream =>
                {
                    stream.Write("half"u8);
                    throw new InvalidOperationException("stopped");
                }
            )
        );

        File.ReadAllText(path).ShouldBe("old");
        folder.FileNames().ShouldBe(["scores.csv"]);
    }

    [Fact]
    public void Write_WhileWriting_DoesNotShowTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("scores.csv");

        AtomicFile.Write(path, _ => File.Exists(path).ShouldBeFalse());

        File.Exists(path).ShouldBeTrue();
    }
}
