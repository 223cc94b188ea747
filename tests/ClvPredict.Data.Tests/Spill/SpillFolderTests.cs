using ClvPredict.Data.Spill;

namespace ClvPredict.Data.Tests.Spill;

public sealed class SpillFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Create_FolderOfADeadProcess_IsDeleted()
    {
        var machine = NameOfAnother();
        var left = Directory.CreateDirectory(_parent.PathOf(machine + "99999-abc"));
        File.WriteAllText(System.IO.Path.Combine(left.FullName, "lines-000"), "x");
        _parent.Write(machine + "99999-abc.lock", "");
        _parent.Write(machine + "88888-no-folder.lock", "");

        using var folder = SpillFolder.Create(_parent.Path);

        folder.StaleDeleted.ShouldBe(1);
        Directory.GetDirectories(_parent.Path).ShouldBe([folder.Path]);
        _parent.FileNames().ShouldHaveSingleItem();
    }

    [Fact]
    public void Create_FolderInUse_IsLeftAlone()
    {
        using var first = SpillFolder.Create(_parent.Path);

        using var second = SpillFolder.Create(_parent.Path);

        second.StaleDeleted.ShouldBe(0);
        Directory.Exists(first.Path).ShouldBeTrue();
    }

    [Fact]
    public void Create_FolderOfAnotherMachine_IsLeftAlone()
    {
        Directory.CreateDirectory(_parent.PathOf("clv-spill-elsewhere-99999-abc"));
        _parent.Write("clv-spill-elsewhere-99999-abc.lock", "");

        using var folder = SpillFolder.Create(_parent.Path);

        folder.StaleDeleted.ShouldBe(0);
        Directory.Exists(_parent.PathOf("clv-spill-elsewhere-99999-abc")).ShouldBeTrue();
    }

    [Fact]
    public void Create_OtherFilesOfTheUser_AreLeftAlone()
    {
        _parent.Write("orders.lock", "");
        Directory.CreateDirectory(_parent.PathOf("clv-spill-notes"));

        using (SpillFolder.Create(_parent.Path)) { }

        _parent.FileNames().ShouldBe(["orders.lock"]);
        Directory.Exists(_parent.PathOf("clv-spill-notes")).ShouldBeTrue();
    }

    [Fact]
    public void Dispose_WithFiles_LeavesNothing()
    {
        var folder = SpillFolder.Create(_parent.Path);
        File.WriteAllText(System.IO.Path.Combine(folder.Path, "lines-000"), "x");

        folder.Dispose();

        Directory.GetFileSystemEntries(_parent.Path).ShouldBeEmpty();
    }

    [Fact]
    public void RequireRoom_MoreThanTheDiskHas_SaysHowMuchAndWhere()
    {
        using var folder = SpillFolder.Create(_parent.Path);

        Should
            .Throw<IOException>(() => folder.RequireRoom(1L << 60, "The test"))
            .Message.ShouldContain($"The test needs up to 1,099,511,627,840 MB in {_parent.Path}");
    }

    // What the name of every folder made on this machine begins with.
    private string NameOfAnother()
    {
        using var folder = SpillFolder.Create(_parent.Path);
        var name = System.IO.Path.GetFileName(folder.Path);
        return name[
            ..name.IndexOf(
                Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    + "-",
                StringComparison.Ordinal
            )
        ];
    }
}
