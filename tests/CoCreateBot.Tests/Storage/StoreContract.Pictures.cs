using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Pictures beside the log.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_picture_is_read_as_it_was_put_and_put_twice_it_is_once()
    {
        var picture = PictureOf('a', 20_000);
        await Store.Pictures.PutAsync(session, picture, default);
        await Store.Pictures.PutAsync(session, picture with { Type = "image/gif", Bytes = new byte[] { 1 } }, default);

        var kept = await Store.Pictures.FindAsync(session, picture.Id, default);
        Assert.Equal("image/png", kept?.Type);
        Assert.Equal(picture.Bytes.ToArray(), kept?.Bytes.ToArray());
    }

    [Fact]
    public async Task A_picture_of_another_session_or_of_none_is_not_found()
    {
        await Store.Pictures.PutAsync(session, PictureOf('a'), default);

        Assert.Null(await Store.Pictures.FindAsync(SessionId.New(), PictureOf('a').Id, default));
        Assert.Null(await Store.Pictures.FindAsync(session, PictureOf('b').Id, default));
    }

    [Fact]
    public async Task Those_that_are_kept_stay_and_all_others_of_the_session_go()
    {
        var other = SessionId.New();
        foreach (var letter in "abc")
        {
            await Store.Pictures.PutAsync(session, PictureOf(letter), default);
            await Store.Pictures.PutAsync(other, PictureOf(letter), default);
        }

        await Store.Pictures.KeepOnlyAsync(session, [PictureOf('b').Id, PictureOf('d').Id], default);
        await Store.Pictures.KeepOnlyAsync(session, [PictureOf('b').Id], default);
        await Store.Pictures.KeepOnlyAsync(SessionId.New(), [], default);

        Assert.Equal("b", await KeptAsync(session));
        Assert.Equal("abc", await KeptAsync(other));
        await Store.DeleteAsync(other, default);
        Assert.Equal("b", await KeptAsync(session));
        Assert.Equal("", await KeptAsync(other));
    }

    [Fact]
    public async Task The_bytes_of_all_are_known()
    {
        Assert.Equal(0, await Store.Pictures.BytesAsync(default));
        await Store.Pictures.PutAsync(session, PictureOf('a', 20_000), default);
        await Store.Pictures.PutAsync(SessionId.New(), PictureOf('a', 7), default);
        Assert.Equal(20_007, await Store.Pictures.BytesAsync(default));

        await Store.Pictures.KeepOnlyAsync(session, [], default);
        Assert.Equal(7, await Store.Pictures.BytesAsync(default));
    }

    [Fact]
    public async Task A_picture_at_the_bound_is_taken_and_one_byte_more_is_not()
    {
        await Store.Pictures.PutAsync(session, PictureOf('a', Limits.PictureBytesMax), default);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Pictures.PutAsync(session, PictureOf('b', Limits.PictureBytesMax + 1), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Pictures.PutAsync(session, PictureOf('c', 0), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Pictures.PutAsync(session, PictureOf('d') with { Id = "d" }, default));

        Assert.Equal("a", await KeptAsync(session));
    }

    protected static StoredPicture PictureOf(char letter, int bytes = 100) =>
        new(new string(letter, PictureRef.IdLength), "image/png", Enumerable.Range(0, bytes).Select(n => (byte)(n * letter)).ToArray());

    async Task<string> KeptAsync(SessionId id)
    {
        var kept = "";
        foreach (var letter in "abcd")
        {
            kept += await Store.Pictures.FindAsync(id, PictureOf(letter).Id, default) is null ? "" : letter;
        }

        return kept;
    }
}
