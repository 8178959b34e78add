package org.emilua.lua.code;

/** What runs a coroutine's function: the calls inside of {@link #run} are the coroutine's own, those outside its resumer's. */
public interface CoroutineBody extends Runnable {}
